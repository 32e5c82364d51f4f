/** A generated type whose members nobody changes, to the bottom. */
export type ReadOnly<T> = unknown extends T ? T : { readonly [Name in keyof T]: ReadOnly<T[Name]> };
