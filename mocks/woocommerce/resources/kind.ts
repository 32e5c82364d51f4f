import type { Entry } from '../../data/table.ts';
import type { WpError } from '../../wordpress/error.ts';
import type { RestArg, RestRequest } from '../../wordpress/rest/route.ts';
import type { Profile } from '../profiles.ts';
import type { LinkQuery } from './list-links.ts';
import type { Action } from './permissions.ts';
import type { Renderer } from './rendered.ts';
import type { ItemSchema } from './schema.ts';
import type { ItemSelection, Params } from './selection.ts';
import type { Shallow } from './shallow-fields.ts';
import type { Version } from './view.ts';

/** One resource in one version of the API: what differs between them is here, what they share is below. */
export interface ResourceKind<T extends Entry> {
  readonly version: Version;
  readonly profile: Profile;
  /** The collection's route below the namespace, a pattern: `orders/(?P<order_id>[\\d]+)/notes`. */
  readonly pattern: string;
  /** Where `Location` says that a new record is, for those whose controllers forget to put the parent's id in. */
  readonly location?: string;
  /** The collection's path as a request names it: `orders/12/notes`. */
  base(params: Params): string;
  readonly schema: ItemSchema;
  readonly rendered: Renderer<T>;
  readonly listArgs: Readonly<Record<string, RestArg>>;
  /** Parameters of the list that its route does not declare, and that are read all the same, as they were sent. */
  readonly undeclared?: readonly string[];
  /** What the arguments for creating and changing have that does not follow from the schema. */
  readonly createArgs?: Readonly<Record<string, RestArg>>;
  /** What stands in front of the arguments for creating one. */
  readonly basePathArgs?: Readonly<Record<string, RestArg>>;
  /** What the deletion of one takes beside `force`. */
  readonly deleteArgs?: Readonly<Record<string, RestArg>>;
  /** Members of which `_fields` cannot name a part. */
  readonly shallow?: Shallow;
  /** Whether the parameters of one record name it before what it belongs to. */
  readonly idFirst?: boolean;
  readonly hasBatch: boolean;
  /** Whether a record can be changed: notes and refunds are made and deleted only. */
  readonly canChange: boolean;
  permit(request: RestRequest, action: Action, id?: number): true | WpError;
  /** What is wrong with the way to the collection: an order that is not there. */
  checkBase?(params: Params, action: Action): WpError | undefined;
  find(id: number, params: Params, request: RestRequest): T | undefined;
  /** Whether what is deleted for good is shown as `{ deleted, previous }`. */
  readonly showsDeleted?: boolean;
  /** What the refusal to create a record with an id calls it, and its code, where they are not its schema's title. */
  readonly existing?: string;
  readonly existingCode?: string;
  /** What a batch says of a record that it could not delete: the id, unless said otherwise. */
  undeleted?(id: number, params: Params): unknown;
  /** That there is no such record; the status depends on what was to be done with it. */
  missing(action: Action, id: number, params: Params): WpError;
  list(params: Params, request: RestRequest): ItemSelection;
  create(params: Params, request: RestRequest): Promise<T | WpError>;
  change(record: T, params: Params, request: RestRequest): Promise<T | WpError>;
  /** Whether `DELETE` without `force` deletes for good all the same. */
  readonly forcesDeletion?: boolean;
  /** What has no trash, in the plural: it refuses to be deleted without `force` before it is looked for. */
  readonly withoutTrash?: string;
  /** The same in words of its own. */
  refusedTrash?(): WpError;
  /** Gives back what is shown as the deleted record. */
  remove(record: T, force: boolean, request: RestRequest): Promise<T | WpError>;
  /** What the controller has set on the request before it makes the list's links. */
  markLinks?(query: LinkQuery, request: RestRequest, shown: number): void;
  /** Whether a list of users or terms, which takes the page for its links from the offset. */
  readonly pagesByOffset?: boolean;
  /** A list without pages that does not tell how many there are. */
  readonly hidesTotals?: boolean;
  /** `X-WP-TotalPages`, where it is not the total by the page's size. */
  pages?(total: number, perPage: number): number;
}
