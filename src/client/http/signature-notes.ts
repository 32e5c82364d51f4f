/** The notes of an exchange that tell what was signed, by their names: reports show these two beside each other. */
export const signatureNotes = {
  client: 'signature base string',
  store: 'signature base string of the store',
} as const;
