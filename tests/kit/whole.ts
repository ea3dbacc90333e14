/** Whether this is `npm run test:whole`, which also runs the long tests of subjects that other tests cover in part. */
export const IS_WHOLE = process.env['TEST_WHOLE'] !== undefined;
