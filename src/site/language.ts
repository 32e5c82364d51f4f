/** The language of a page by its `lang` attribute (`de-DE`); undefined where it has none. */
export function languageOf(page: string): string | undefined {
  const tag = /<html\b[^<>]*>/i.exec(page.slice(0, 20_000))?.[0] ?? '';
  const lang = /\slang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)/i.exec(tag)?.[1];
  return lang;
}

export function isEnglish(language: string): boolean {
  return /^en(-|$)/i.test(language);
}
