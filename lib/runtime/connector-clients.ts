import type { HttpSender } from '../adapters/http/http.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Authentication } from '../core/access/authentication.ts';
import type { Sandbox } from '../core/connector/connector.ts';
import { destinationOf, SANDBOX } from '../core/job/job-destination.ts';
import type { Env } from '../env.ts';
import type { Send } from '../operations/delivery/call.ts';
import type { UnreachableDestination } from '../operations/delivery/resume-reachable.ts';
import { sandboxFolder } from './sandbox-folder.ts';

/** Connections to receiving services, opened on first use and kept. */
export class ConnectorClients {
  readonly #env: Env;
  readonly #senders = new Map<string, HttpSender>();
  readonly #sandboxes = new Map<string, Promise<Sandbox>>();

  constructor(env: Env) {
    this.#env = env;
  }

  /**
   * The sender for calls of an authentication: to the receiving service, or to its sandbox, which is started on first
   * use.
   */
  async senderFor(authentication: Pick<Authentication, 'connector' | 'target'>): Promise<Send> {
    const { connector } = authentication;
    const sender = await this.#clientOf({ connector, destination: destinationOf(authentication, this.#env) });
    return (...call) => sender.send(...call);
  }

  /** Why a destination cannot be reached; undefined if it can. */
  async probe(destination: UnreachableDestination): Promise<string | undefined> {
    return (await this.#clientOf(destination)).probe();
  }

  async #clientOf({ connector, destination }: UnreachableDestination): Promise<HttpSender> {
    const url = destination === SANDBOX ? (await this.#sandboxOf(connector)).url : destination;
    // The HTTP library has a hundred modules, which commands that send nothing need not load.
    const http = await import('../adapters/http/http.ts');
    const sender = this.#senders.get(url) ?? new http.HttpSender(url);
    this.#senders.set(url, sender);
    return sender;
  }

  /**
   * Frees the buffer of a body immediately, because the garbage collector would free it much later. The buffer must
   * hold nothing else. It is not freed while any request is being sent, because a response can arrive before the whole
   * request is sent.
   */
  release({ buffer }: Uint8Array): void {
    if (buffer instanceof ArrayBuffer && this.#senders.values().every(({ isFlushed }) => isFlushed)) buffer.transfer(0);
  }

  async close(): Promise<void> {
    for (const sender of this.#senders.values()) await sender.close();
    for (const sandbox of this.#sandboxes.values()) await (await sandbox).close();
  }

  #sandboxOf(type: string): Promise<Sandbox> {
    const existing = this.#sandboxes.get(type);
    if (existing) return existing;
    const sandbox = connectorOf(type).startSandbox({ folder: sandboxFolder(this.#env) });
    this.#sandboxes.set(type, sandbox);
    // After a failed start, for example on a full disk, the next use tries again.
    sandbox.catch(() => this.#sandboxes.delete(type));
    return sandbox;
  }
}
