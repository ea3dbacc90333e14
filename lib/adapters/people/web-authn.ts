import { randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import {
  CHALLENGE_MS,
  type CreatedPasskey,
  type PasskeyResponse,
  type StoredPasskey,
} from '../../core/people/passkey.ts';

/** Without extensions, because none is used here. */
type CreationOptions = Omit<PublicKeyCredentialCreationOptionsJSON, 'extensions'>;
type RequestOptions = Omit<PublicKeyCredentialRequestOptionsJSON, 'extensions'>;

const NAME = 'Conversion Console';
/** EdDSA, ES256 and RS256. */
const ALGORITHMS = [-8, -7, -257];
const USER_HANDLE_BYTES = 32;

/** The account of a new passkey, with its existing passkeys. */
export interface PasskeyOwner {
  readonly email: string;
  readonly name: string;
  readonly userHandle: string;
  readonly passkeys: readonly StoredPasskey[];
}

/** The expected challenge of a signature, and its origin. */
export interface Expected {
  readonly challenge: string;
  /** The origin of the console, as the browser shows it. */
  readonly origin: string;
}

const load = () => import('@simplewebauthn/server');

/** The ceremonies of WebAuthn. The library is loaded on first use. */
export const webAuthn = {
  newUserHandle: (): string => randomBytes(USER_HANDLE_BYTES).toString('base64url'),

  /** The challenge to which a browser responded; empty if the response is malformed. */
  challengeOf({ response }: PasskeyResponse): string {
    try {
      const { challenge } = z
        .object({ challenge: z.string() })
        .parse(JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')));
      return challenge;
    } catch {
      return '';
    }
  },

  /** What the browser needs to create a passkey; user verification and a discoverable credential are required. */
  async optionsToAdd(owner: PasskeyOwner, origin: string): Promise<CreationOptions> {
    const { generateRegistrationOptions } = await load();
    const { extensions: _, ...options } = await generateRegistrationOptions({
      rpName: NAME,
      rpID: rpIdOf(origin),
      timeout: CHALLENGE_MS,
      attestationType: 'none',
      userName: owner.email,
      userDisplayName: owner.name,
      userID: bytesOf(owner.userHandle),
      excludeCredentials: owner.passkeys.map(descriptorOf),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return options;
  },

  /** What the browser needs to request one of these passkeys, or any passkey of this console if the list is empty. */
  async optionsToRequest(passkeys: readonly StoredPasskey[], origin: string): Promise<RequestOptions> {
    const { generateAuthenticationOptions } = await load();
    const { extensions: _, ...options } = await generateAuthenticationOptions({
      rpID: rpIdOf(origin),
      timeout: CHALLENGE_MS,
      userVerification: 'required',
      ...(passkeys.length > 0 && { allowCredentials: passkeys.map(descriptorOf) }),
    });
    return options;
  },

  /** The new passkey; undefined if the response does not match the request. */
  async verifyAdded(response: PasskeyResponse, { challenge, origin }: Expected): Promise<CreatedPasskey | undefined> {
    const { verifyRegistrationResponse } = await load();
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpIdOf(origin),
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      if (!verified) return undefined;
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      return { credentialId: id, publicKey, counter, transports };
    } catch {
      return undefined;
    }
  },

  /**
   * The new counter of the passkey; undefined if the response does not match the request, or if a passkey that counts
   * its uses has not counted up, which means that it was copied.
   */
  async verifySigned(
    response: PasskeyResponse,
    passkey: StoredPasskey,
    { challenge, origin }: Expected,
  ): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await load();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpIdOf(origin),
        credential: { ...descriptorOf(passkey), ...keyOf(passkey) },
        requireUserVerification: true,
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  },
};

/** Passkeys belong to a host name, not to a port. */
function rpIdOf(origin: string): string {
  return new URL(origin).hostname;
}

function descriptorOf({ credentialId, transports }: StoredPasskey) {
  return { id: credentialId, transports: transports as AuthenticatorTransport[] };
}

function keyOf({ publicKey, counter }: StoredPasskey) {
  return { publicKey: Uint8Array.from(publicKey), counter };
}

function bytesOf(base64url: string) {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}
