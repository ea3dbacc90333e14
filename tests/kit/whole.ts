/** Whether this is `npm run test:whole`, which also has the long tests of what others cover in part. */
export const IS_WHOLE = process.env['TEST_WHOLE'] !== undefined;
