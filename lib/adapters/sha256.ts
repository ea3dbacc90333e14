import { hash } from 'node:crypto';
import { isIP } from 'node:net';
import type { PrepareEffects } from '../core/prepare.ts';

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** What the core asks Node for. */
export const prepareEffects: PrepareEffects = { hash: sha256, isIp: (text) => isIP(text) !== 0 };
