/** Where authentications are found. */
export const AUTHENTICATIONS = '/integrations/authentications';
const CATALOG = '/integrations/catalog';

export function authenticationPath(id: number): string {
  return `${AUTHENTICATIONS}/${id}`;
}

/** The list with one marked: the one that was just made. */
export function freshAuthenticationPath(id: number): string {
  return `${AUTHENTICATIONS}?fresh=${id}`;
}

/** `upload`: of the export that waits for it. */
export function newAuthenticationPath(type: string, upload?: number): string {
  return `${CATALOG}?new=${type}${upload === undefined ? '' : `&upload=${upload}`}`;
}

export function newExportPath(id: number): string {
  return `/exports/new?authentication=${id}`;
}

export function jobsPath(id: number): string {
  return `/jobs?authentication=${id}`;
}

/** Straight into the form where there is only one thing to choose. */
export function createAuthenticationPath(types: readonly string[]): string {
  const [only, ...others] = types;
  return only === undefined || others.length > 0 ? CATALOG : newAuthenticationPath(only);
}
