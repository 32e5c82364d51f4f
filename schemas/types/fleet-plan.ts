/* Generated from schemas/fleet-plan.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * Which job of a CI visits which stores: latchkey fleet plan --format json.
 */
export interface FleetPlan {
  schemaVersion: 1;
  shards: {
    index: number;
    /**
     * @minItems 1
     */
    targets: string[];
    /**
     * As earlier runs took, one store after the other
     */
    seconds: number;
  }[];
}
