/** TD's client for Node has no types. */
declare module 'td' {
  export class TDClient {
    constructor(apikey: string, options: { readonly host: string; readonly protocol: 'http' | 'https' });
    readonly [method: string]: unknown;
  }
}
