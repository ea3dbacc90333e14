export const HASH_INSPECTOR = '/help/hash-inspector';
