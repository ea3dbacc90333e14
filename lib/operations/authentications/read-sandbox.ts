import { connectors } from '../../connectors/registry.ts';
import type { ReceivedRequest } from '../../core/connector/connector.ts';
import type { FieldSpec, JsonObject } from '../../core/record/field.ts';
import { fullyMaskedEvent } from '../../core/record/masked-event.ts';
import { hashedPaths } from '../../core/record/personal.ts';

/** A request that a sandbox received, without its events. */
interface ListedRequest extends Omit<ReceivedRequest, 'events' | 'content'> {}

/** An open request: its first events, and the paths of all fields that are hashed. */
interface OpenedRequest extends ListedRequest, Pick<ReceivedRequest, 'content'> {
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

/** Only the first events are shown, because a request contains up to a thousand. */
const EVENTS_SHOWN = 5;

/** The requests that the sandbox of the first connector received, newest first. There is no other connector yet. */
export async function readSandbox(
  folder: string,
  { request, personal, limit, ...filter }: SandboxQuery,
): Promise<SandboxPage> {
  const query = {
    limit: limit + 1,
    ...(filter.account !== undefined && { account: filter.account }),
    ...(filter.before !== undefined && { before: filter.before }),
  };
  const [connector] = connectors;
  if (!connector) return { requests: [], opened: undefined, older: undefined };
  const received = await connector.readReceived(folder, query);
  const page = received.slice(0, limit);
  const requestToOpen = page.find(({ id }) => id === request);
  return {
    requests: page.map(withoutEvents),
    opened: requestToOpen && openRequest(requestToOpen, connector.fields, personal === 'shown'),
    older: received.length > limit ? page.at(-1)?.id : undefined,
  };
}

function withoutEvents({ id, at, account, test, status, count, rejected }: ReceivedRequest): ListedRequest {
  return { id, at, account, test, status, count, rejected };
}

function openRequest(request: ReceivedRequest, fields: readonly FieldSpec[], showPersonal: boolean): OpenedRequest {
  const shown = (event: JsonObject) => (showPersonal ? event : fullyMaskedEvent(event, fields));
  return {
    ...withoutEvents(request),
    content: request.content,
    events: request.events.slice(0, EVENTS_SHOWN).map(shown),
    hashed: hashedPaths(fields),
  };
}
