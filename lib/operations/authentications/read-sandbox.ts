import { connectors } from '../../connectors/registry.ts';
import type { ReceivedRequest } from '../../core/connector/connector.ts';
import type { FieldSpec, JsonObject } from '../../core/record/field.ts';
import { hiddenEvent } from '../../core/record/masked-event.ts';
import { hashedPaths } from '../../core/record/personal.ts';

/** A request that a sandbox received, without its events. */
export interface ListedRequest extends Omit<ReceivedRequest, 'events' | 'content'> {}

/** An open request: its first events, and the paths of hashes in them. */
export interface OpenedRequest extends ListedRequest, Pick<ReceivedRequest, 'content'> {
  readonly events: readonly JsonObject[];
  readonly hashed: readonly string[];
}

export interface SandboxQuery {
  readonly account?: string | undefined;
  readonly before?: string | undefined;
  /** Id of the request to open. */
  readonly request?: string | undefined;
  /** Shows personal values of the open request; masked by default. */
  readonly personal?: 'shown' | undefined;
  readonly limit: number;
}

export interface SandboxPage {
  readonly requests: readonly ListedRequest[];
  readonly opened: OpenedRequest | undefined;
  /** The cursor of the next page; undefined on the last page. */
  readonly older: string | undefined;
}

/** Number of shown events; a request contains up to a thousand. */
const FIRST_EVENTS = 5;

/** The requests that sandboxes received, newest first. */
export async function readSandbox(
  directory: string,
  { request, personal, limit, ...wanted }: SandboxQuery,
): Promise<SandboxPage> {
  const query = {
    limit: limit + 1,
    ...(wanted.account !== undefined && { account: wanted.account }),
    ...(wanted.before !== undefined && { before: wanted.before }),
  };
  const [connector] = connectors;
  if (!connector) return { requests: [], opened: undefined, older: undefined };
  const received = await connector.readReceived(directory, query);
  const page = received.slice(0, limit);
  const chosen = page.find(({ id }) => id === request);
  return {
    requests: page.map(listed),
    opened: chosen && open(chosen, connector.fields, personal === 'shown'),
    older: received.length > limit ? page.at(-1)?.id : undefined,
  };
}

function listed({ id, at, account, test, status, count }: ReceivedRequest): ListedRequest {
  return { id, at, account, test, status, count };
}

function open(request: ReceivedRequest, fields: readonly FieldSpec[], showPersonal: boolean): OpenedRequest {
  const shown = (event: JsonObject) => (showPersonal ? event : hiddenEvent(event, fields));
  return {
    ...listed(request),
    content: request.content,
    events: request.events.slice(0, FIRST_EVENTS).map(shown),
    hashed: hashedPaths(fields),
  };
}
