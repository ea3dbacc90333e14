// How the tables of the kernel are laid out. The kernel imports these numbers, too (lib/adapters/kernel/assembly).

/**
 * Why `index` stopped: the next record is incomplete, the tables are full, or RecordFinder must read the next record.
 */
export const NEEDS_BYTES = 0;
export const IS_FULL = 1;
export const IS_IRREGULAR = 2;

/** Words of a record: begin, end, line ends before it, line ends in it, number of its cells. */
export const ROW_WORDS = 5;

/** Words of a slot: hash and length of its text, and when it was used last. */
export const SLOT_WORDS = 3;
/** A longer text has no slot. */
export const MAX_KEY = 128;
/** Bytes of the value of a slot. */
export const VALUE_BYTES = 80;

/** Words of a piece: address, length, flags, and the piece that follows it in a list, or NO_PIECE. */
export const PIECE_WORDS = 4;
/** The first piece has no value, so its number also means that there is no piece. */
export const NO_PIECE = 0;

// The flags of a piece. A new piece has NEEDS_RULE. Its rule replaces this flag by a kind, or by TO_HASH. A piece to
// hash is first marked IS_QUEUED, and has the kind JSON_VALUE once it is hashed.

/** Mask of the kind: no value, JSON that is copied, or text that is written between quotes. */
export const KIND = 3;
export const NO_VALUE = 0;
export const JSON_VALUE = 1;
export const TEXT_VALUE = 2;
/** Its rule has to run. */
export const NEEDS_RULE = 4;
/** Its text has to be hashed. */
export const TO_HASH = 8;
/** It is listed to be hashed. */
export const IS_QUEUED = 16;
export const HAS_ISSUES = 32;
/** It is the JSON of a text, and has escapes. */
export const IS_ESCAPED = 64;
/** Of a piece that needs its rule: its text has non-ASCII characters. */
export const BEYOND_ASCII = 128;
/** Of a piece that needs its rule: the JSON of its text would have escapes. */
export const NEEDS_ESCAPES = 256;

/** The most bytes of a text that fit into one block of SHA-256. */
export const MAX_HASHED = 55;
/** Bytes of a hash as JSON. */
export const HASH_BYTES = 66;
/** Bytes of the digest of an identity. */
export const DIGEST_BYTES = 16;

/** Words of a source: the address of the first row's piece number, and the distance to that of the next row. */
export const SOURCE_WORDS = 2;

/** The steps of writing an event, and the words that follow each. */
export const STEP_STOP = 0;
/** A value after its key: address and length of the key, source. */
export const STEP_VALUE = 1;
/** Begins an object or a list: address and length of what is written. */
export const STEP_BEGIN = 2;
/** Ends an object or a list, or removes it if it is empty: the byte that ends it. */
export const STEP_END = 3;
/**
 * A list of the values of sources; equal values are written once. Address and length of what is written before the
 * list, number of sources, sources.
 */
export const STEP_LIST = 4;
