import { types } from 'pg';

const BOOL = 16;
const INT8 = 20;
const NUMERIC = 1700;

/**
 * Converts values to what SQLite's driver returns. 64-bit integers and their sums, which are NUMERIC, become JavaScript
 * numbers, whose precision no count or time here exceeds. Booleans become 1 and 0.
 */
export const TYPE_PARSERS = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BOOL) return (text: string) => (text === 't' ? 1 : 0);
    if (oid === INT8 || oid === NUMERIC) return Number;
    return types.getTypeParser(oid, format as 'text');
  },
};
