/** Posts that no list shows unless it is asked for their status are not. */
export function isListed({ status }: { readonly status: string }): boolean {
  return status !== 'trash' && status !== 'auto-draft';
}
