/** Where an export begins: the upload. */
export const NEW_EXPORT = '/exports/new';

/** The step behind it. */
export function matchPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}/match`;
}

/** Where the whole file is looked through. */
export function reviewPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}/review`;
}

/** The last step. */
export function sendPath(upload: number): string {
  return `${NEW_EXPORT}/${upload}/send`;
}
