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

/** The error completes "the expression …". A broken thread can evaluate no more. */
export type ExpressionReply =
  | { readonly text: string /** Of the processor. */; readonly usedMs: number }
  | { readonly error: string; readonly isBroken: boolean };
