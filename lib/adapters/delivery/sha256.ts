import { hash } from 'node:crypto';
import { isIP } from 'node:net';
import type { ByteEffects } from '../../core/delivery/batch.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { digestsOf } from '../event-digests/event-digest.ts';
import { newKernel } from '../kernel/kernels.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { utf8 } from './utf8.ts';

/** SHA-256 as 64 lowercase hex digits; a string is hashed as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The core's effects, implemented by Node. */
export const prepareEffects: PrepareEffects & ByteEffects = {
  hash: sha256,
  isIp: (text) => isIP(text) !== 0,
  utf8,
  newKernel,
  digestsOf,
  newWriter: () => new GrowingBuffer(),
};
