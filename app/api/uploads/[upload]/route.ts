import { handleTus } from '#lib/web/uploads.ts';

/** How far an upload is, more bytes for it, and its end: the tus protocol. */
export { handleTus as DELETE, handleTus as HEAD, handleTus as OPTIONS, handleTus as PATCH };
