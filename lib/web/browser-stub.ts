/** Replaces Node-only modules in the browser bundle, where they are never called. */
export {};
