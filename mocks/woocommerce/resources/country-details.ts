/** How money and sizes are written in a country, as the continents of a real 10.5 tell it. */
export interface CountryDetails {
  readonly currency_code: string;
  readonly currency_pos: string;
  readonly decimal_sep: string;
  readonly dimension_unit: string;
  readonly num_decimals: number;
  readonly thousand_sep: string;
  readonly weight_unit: string;
}

/** Place of the symbol, separators, decimals, units, and for whom they are: a country with its currency, `DEEUR`. */
const table: readonly (readonly [string, string, string, number, string, string, string])[] = [
  [
    'right_space',
    ',',
    ' ',
    2,
    'cm',
    'kg',
    'AOAOA AXEUR BGEUR BLEUR BYBYN CVCVE CZCZK EEEUR FIEUR FREUR GEGEL GFEUR GPEUR HTUSD HUHUF KGKGS KZKZT LTEUR LVEUR MCEUR MFEUR MQEUR MZMZN PLPLN PMEUR PTEUR REEUR RURUB SCSCR SESEK SKEUR STSTN TJTJS TLUSD TMTMT UAUAH XKEUR YTEUR',
  ],
  [
    'right_space',
    ',',
    ' ',
    0,
    'cm',
    'kg',
    'ALALL AMAMD BFXOF BJXOF CFXAF CGXAF CIXOF CMXAF GAXAF GNGNF GWXOF MLXOF NEXOF TDXAF TGXOF UZUZS',
  ],
  ['right', ',', '.', 0, 'cm', 'kg', 'BIBIF'],
  [
    'left',
    '.',
    ',',
    2,
    'cm',
    'kg',
    'AGXCD AIXCD AUAUD BBBBD BMBMD BSBSD BTBTN BWBWP BZBZD CACAD CCAUD CKNZD CNCNY CUCUC CXAUD DMXCD DODOP ERERN ETETB FJFJD FKFKP FMUSD GBGBP GDXCD GGGBP GHGHS GIGIP GMGMD GTGTQ HKHKD HNHNL IEEUR IMGBP ININR IOUSD JEGBP JMJMD KIAUD KNXCD KYKYD LCXCD LKLKR LRLRD LSLSL MHUSD MOMOP MPUSD MSXCD MTEUR MWMWK MXMXN MYMYR NANAD NFAUD NGNGN NINIO NRAUD NUNZD NZNZD PAUSD PGPGK PHPHP PNNZD PRUSD PWUSD SBSBD SGSGD SHSHP SSSSP SVUSD SXANG SZSZL TCUSD THTHB TKNZD TTTTD TVAUD UMUSD VCXCD VGUSD WSWST ZMZMW ZWUSD',
  ],
  [
    'left_space',
    ',',
    '.',
    2,
    'cm',
    'kg',
    'ARARS AWAWG BEEUR BNBND BQUSD BRBRL CDCDF CWANG DZDZD MAMAD MVMVR NLEUR SRSRD UYUYU',
  ],
  ['right_space', ',', '.', 0, 'cm', 'kg', 'DJDJF IQIQD ISISK KMKMF LBLBP RSRSD SYSYP VNVND YEYER'],
  [
    'right_space',
    ',',
    '.',
    2,
    'cm',
    'kg',
    'ADEUR AEAED AZAZN BABAM CYEUR DEEUR DKDKK EGEGP ESEUR FODKK GREUR HREUR ITEUR LUEUR MDMDL MEEUR MKMKD MRMRU QAQAR RORON SASAR SDSDG SIEUR SMEUR VAEUR',
  ],
  ['left_space', '.', ',', 2, 'cm', 'kg', 'EHMAD KEKES NPNPR PEPEN TOTOP'],
  ['left', ',', '.', 0, 'cm', 'kg', 'CLCLP GQXAF IDIDR IRIRR LALAK'],
  ['left_space', ',', '.', 3, 'cm', 'kg', 'LYLYD TNTND'],
  ['left_space', '.', ',', 0, 'cm', 'kg', 'MGMGA MNMNT PKPKR TZTZS UGUGX'],
  ['left', '.', ',', 0, 'cm', 'kg', 'GYGYD JPJPY KPKPW KRKRW MUMUR SLSLL SOSOS TWTWD VUVUV'],
  ['left_space', ',', '.', 0, 'cm', 'kg', 'AFAFN COCOP PYPYG RWRWF SNXOF'],
  ['left', ',', ' ', 2, 'cm', 'kg', 'ZAZAR'],
  ['right', '.', ',', 2, 'cm', 'kg', 'BDBDT'],
  ['right_space', ',', '.', 3, 'cm', 'kg', 'BHBHD JOJOD KWKWD OMOMR PSJOD'],
  ['right_space', '.', ',', 2, 'cm', 'kg', 'ILILS'],
  ['right', ',', '.', 2, 'cm', 'kg', 'KHKHR'],
  ['right_space', '.', ',', 0, 'cm', 'kg', 'MMMMK'],
  ['left_space', ',', ' ', 2, 'cm', 'kg', 'ATEUR NONOK SJNOK'],
  ['left_space', '.', "'", 2, 'cm', 'kg', 'CHCHF LICHF'],
  ['left', ',', '.', 2, 'cm', 'kg', 'BOBOB ECUSD GLDKK TRTRY VEVES'],
  ['left', ',', ' ', 0, 'cm', 'kg', 'CRCRC'],
  ['left', '.', ',', 2, 'in', 'lbs', 'ASUSD GUUSD USUSD VIUSD'],
  ['right_space', '.', ' ', 0, 'cm', 'kg', 'NCXPF PFXPF WFXPF'],
];

export function countryDetails(code: string): CountryDetails | undefined {
  for (const [
    currency_pos,
    decimal_sep,
    thousand_sep,
    num_decimals,
    dimension_unit,
    weight_unit,
    whose,
  ] of table) {
    const at = ` ${whose}`.indexOf(` ${code}`);
    if (at < 0) continue;
    const currency_code = whose.slice(at + 2, at + 5);
    return {
      currency_code,
      currency_pos,
      decimal_sep,
      dimension_unit,
      num_decimals,
      thousand_sep,
      weight_unit,
    };
  }
  return undefined;
}
