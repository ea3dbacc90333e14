/** Stands in the browser's bundle for what only Node can load: nothing there calls it. */
export {};
