/**
 * `WC_Validation::is_postcode()`: letters, digits, spaces and dashes, and in some countries the form that is theirs (Universal
 * Postal Union). What else is sent there is wrong; everywhere else anything is right.
 */
export function isPostcode(postcode: string, country: string): boolean {
  if (/[^\s\-A-Za-z0-9]/.test(postcode)) return false;
  return forms[country]?.test(postcode) ?? true;
}

const digits = (count: number) => new RegExp(`^\\d{${count}}$`);

const forms: Readonly<Record<string, RegExp>> = {
  AT: digits(4),
  BE: digits(4),
  CH: digits(4),
  HU: digits(4),
  NO: digits(4),
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJKLMNPRSTVXY]\d[ABCEGHJKLMNPRSTVWXYZ] ?\d[ABCEGHJKLMNPRSTVWXYZ]\d$/i,
  CZ: /^\d{3} ?\d{2}$/,
  DE: /^(0[1-9]|[1-9]\d)\d{3}$/,
  EE: digits(5),
  ES: digits(5),
  FI: digits(5),
  FR: digits(5),
  IT: digits(5),
  IN: /^[1-9]\d{2} ?\d{3}$/,
  JP: /^\d{3}-?\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
  PL: /^\d{2}-\d{3}$/,
  PR: /^\d{5}(-\d{4})?$/,
  PT: /^\d{4}-?\d{3}$/,
  SK: /^\d{3} ?\d{2}$/,
  US: /^\d{5}(-\d{4})?$/,
};

/** `WC_Validation::is_phone()`: digits, and what stands between them. */
export function isPhone(phone: string): boolean {
  return /^[\s#\d_\-+/().]*$/.test(phone);
}
