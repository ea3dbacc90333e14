import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { HashFunctions } from '#lib/core/hashing/explain-hash.ts';
import type { InspectEffects } from '#lib/core/hashing/inspect-value.ts';

/** Hashes in JavaScript: Web Crypto is asynchronous and has no MD5. */
export const hashFunctions: HashFunctions = {
  sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  sha256_utf16: (text) => bytesToHex(sha256(utf16ToBytes(text))),
  md5: (text) => bytesToHex(md5(utf8ToBytes(text))),
  sha1: (text) => bytesToHex(sha1(utf8ToBytes(text))),
  sha512: (text) => bytesToHex(sha512(utf8ToBytes(text))),
};

const ip = z.union([z.ipv4(), z.ipv6()]);

/** The platform functions that the core's hashing needs, for browsers. */
export const effects: InspectEffects = { hash: hashFunctions.sha256, isIp: (text) => ip.safeParse(text).success };

function utf16ToBytes(text: string): Uint8Array {
  const units = Uint16Array.from(text, (_, index) => text.charCodeAt(index));
  return new Uint8Array(units.buffer);
}
