import { handleTus } from '#lib/web/uploads/uploads.ts';

/** Creates an upload (tus protocol, creation). */
export { handleTus as OPTIONS, handleTus as POST };
