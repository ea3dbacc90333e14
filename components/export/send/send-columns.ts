/** The layout of the form and its forecast. */
export const SEND_COLUMNS =
  'grid content-start gap-x-12 gap-y-8 grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,35rem)_minmax(0,1fr)]';
