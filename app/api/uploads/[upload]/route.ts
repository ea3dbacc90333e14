import { handleTus } from '#lib/web/uploads/uploads.ts';

/** Offset, data and termination of an upload (tus protocol). */
export { handleTus as DELETE, handleTus as HEAD, handleTus as OPTIONS, handleTus as PATCH };
