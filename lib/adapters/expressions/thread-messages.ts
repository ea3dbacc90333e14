import type { MessagePort } from 'node:worker_threads';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';

export interface ThreadData {
  readonly port: MessagePort;
  /** 1 once there is a reply. */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

export interface ExpressionRequest {
  readonly timeZone: string;
  readonly expression: string;
  readonly params: ConfigMap;
}

/**
 * `cpuMs`: processor time of the evaluation. `error` is the end of a sentence that begins with
 * "the expression". If `isBroken`, the thread must be replaced.
 */
export type ExpressionReply =
  | { readonly text: string; readonly cpuMs: number }
  | { readonly error: string; readonly isBroken: boolean };
