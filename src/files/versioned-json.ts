/**
 * The versions of the formats in JSON that Latchkey prints and writes. A version grows with every change that a reader
 * has to know of: a member that is gone, is called or means something else. A member more is no such change.
 */
export const schemaVersions = {
  /** `summary.json` of `verify`, `gate` and `report merge`. */
  summary: 2,
  /** A line of a recording. */
  recording: 1,
  /** A line of the journal of what runs have made on a store. */
  journal: 1,
  /** `doctor --json`, and each store of `doctor --target all --json`. */
  diagnosis: 1,
  'doctor-all': 1,
  'doctor-list': 1,
  explain: 1,
  gate: 1,
  list: 1,
  faults: 1,
  profiles: 1,
  'profile-changes': 1,
  'profile-against': 1,
  routes: 1,
  serve: 1,
  real: 1,
} as const;

/** A format of JSON by its name in {@link schemaVersions}. */
export type JsonFormat = keyof typeof schemaVersions;

/** The members of a document in JSON, with the version of their format before them. */
export function versioned<Format extends JsonFormat, Members extends object>(
  format: Format,
  members: Members,
): { readonly schemaVersion: (typeof schemaVersions)[Format] } & Members {
  return { schemaVersion: schemaVersions[format], ...members };
}
