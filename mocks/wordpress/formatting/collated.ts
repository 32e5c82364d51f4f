/** As MySQL sorts: without regard to case and accents. */
export function collated(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

export function compareCollated(a: string, b: string): number {
  const [first, second] = [collated(a), collated(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
