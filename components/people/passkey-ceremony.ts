/** The options that the server sends for a ceremony, as WebAuthn JSON. */
export type CreationOptions = Parameters<typeof PublicKeyCredential.parseCreationOptionsFromJSON>[0];
export type RequestOptions = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0];

/** Lets the browser create a passkey. Undefined if the person cancels or the browser fails. */
export function createPasskey(options: CreationOptions): Promise<unknown> {
  return responseOf(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  );
}

/** Lets the browser ask for a passkey. Undefined if the person cancels or the browser fails. */
export function requestPasskey(options: RequestOptions): Promise<unknown> {
  return responseOf(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  );
}

async function responseOf(ceremony: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ceremony();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : undefined;
  } catch {
    return undefined;
  }
}
