import { handleTus } from '#lib/web/uploads.ts';

/** An upload begins here, and goes on under the address it is given: the tus protocol, creation. */
export { handleTus as OPTIONS, handleTus as POST };
