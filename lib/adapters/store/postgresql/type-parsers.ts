import { types } from 'pg';

const BOOL = 16;
const INT8 = 20;
const NUMERIC = 1700;

/**
 * Values as SQLite's driver returns them: 64-bit integers, and the NUMERIC sums of them, as JavaScript numbers, whose
 * precision no count or time here exceeds; booleans as 1 and 0.
 */
export const TYPE_PARSERS = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BOOL) return (text: string) => (text === 't' ? 1 : 0);
    if (oid === INT8 || oid === NUMERIC) return Number;
    return types.getTypeParser(oid, format as 'text');
  },
};
