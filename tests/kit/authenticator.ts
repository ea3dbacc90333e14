import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string | undefined };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string | undefined;
}

/** What an attack changes: where the response was made, and what the authenticator claims. */
interface Changes {
  readonly origin?: string;
  readonly rpId?: string;
  readonly counter?: number;
  readonly isVerified?: boolean;
  readonly userHandle?: string;
}

const FLAGS = { present: 0x01, verified: 0x04, withCredential: 0x40 };

/** First bytes of CBOR values. After `bytes`, two bytes contain the length. */
const CBOR = { mapOfThree: 0xa3, emptyMap: 0xa0, bytes: 0x59 };

/** No AAGUID: the authenticator does not reveal its model. */
const NO_AAGUID = Buffer.alloc(16);

/** An authenticator with one passkey; it responds like a browser (WebAuthn, ES256, no attestation). */
export class TestAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(16);
  readonly #origin: string;
  #userHandle = '';
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  create(
    { challenge, rp, user }: CreationOptions,
    { origin = this.#origin, rpId = rp.id ?? '', isVerified = true }: Changes = {},
  ) {
    this.#userHandle = user.id;
    const credential = Buffer.concat([NO_AAGUID, uint16(this.#id.length), this.#id, this.#publicKey()]);
    const data = Buffer.concat([this.#authenticatorData(rpId, isVerified, FLAGS.withCredential), credential]);
    const attestation = Buffer.concat([
      Buffer.from([CBOR.mapOfThree]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([CBOR.emptyMap]),
      cborText('authData'),
      Buffer.from([CBOR.bytes]),
      uint16(data.length),
      data,
    ]);
    const response = {
      clientDataJSON: clientData('webauthn.create', challenge, origin),
      attestationObject: base64(attestation),
    };
    return this.#credential(response);
  }

  sign({ challenge, rpId: requestedRpId = '' }: RequestOptions, changes: Changes = {}) {
    const { origin = this.#origin, rpId = requestedRpId, counter = this.#counter + 1, isVerified = true } = changes;
    this.#counter = counter;
    const data = this.#authenticatorData(rpId, isVerified);
    const clientDataJSON = clientData('webauthn.get', challenge, origin);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([data, hash]), this.#keys.privateKey);
    const signed = { authenticatorData: base64(data), signature: base64(signature) };
    return this.#credential({ clientDataJSON, ...signed, userHandle: changes.userHandle ?? this.#userHandle });
  }

  #credential<Response extends { clientDataJSON: string }>(response: Response) {
    const id = base64(this.#id);
    return { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} };
  }

  #authenticatorData(rpId: string, isVerified: boolean, extraFlags = 0): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const flags = FLAGS.present | (isVerified ? FLAGS.verified : 0) | extraFlags;
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter]);
  }

  /** A COSE key: a CBOR map with the type EC2, the algorithm ES256, the curve P-256, and both coordinates. */
  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const coordinate = (name: number, value: string) =>
      Buffer.concat([Buffer.from([name, 0x58, 32]), Buffer.from(value, 'base64url')]);
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
      coordinate(0x21, x),
      coordinate(0x22, y),
    ]);
  }
}

function clientData(type: string, challenge: string, origin: string): string {
  return base64(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64url');
}

/** CBOR: a text of at most 23 bytes. */
function cborText(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
