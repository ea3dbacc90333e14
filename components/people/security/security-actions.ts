import type { Person } from '#lib/core/people/person.ts';
import type { SecondFactors } from '#lib/core/people/second-factor.ts';
import type { Session } from '#lib/core/people/session.ts';
import type { ConnectedIdentity } from '#lib/core/people/single-sign-on.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { CreationOptions } from '../passkey-ceremony.ts';

type Action<Input extends readonly unknown[], Value = unknown> = (...input: Input) => Promise<ActionResult<Value>>;

/** What an authenticator app reads. */
export interface TotpSecret {
  readonly secret: string;
  /** The content of the QR code. */
  readonly address: string;
}

export interface SecurityActions {
  readonly changeOwnPassword: Action<[Readonly<Record<string, unknown>>]>;
  readonly endSession: Action<[unknown]>;
  readonly endOtherSessions: Action<[]>;
  readonly startTotp: Action<[], TotpSecret>;
  readonly beginPasskey: Action<[], CreationOptions>;
  /** Returns new recovery codes; none if the person has some already. */
  readonly addPasskey: Action<[unknown], readonly string[]>;
  readonly renamePasskey: Action<[unknown]>;
  readonly removePasskey: Action<[unknown]>;
  /** Returns new recovery codes; none if the person has some already. */
  readonly confirmTotp: Action<[unknown], readonly string[]>;
  readonly removeTotp: Action<[]>;
  readonly renewRecoveryCodes: Action<[], readonly string[]>;
  /** Returns the address of the provider's page. */
  readonly beginSsoConnect: Action<[], { readonly url: string }>;
  readonly disconnectIdentity: Action<[unknown]>;
}

export interface OwnIdentity extends ConnectedIdentity {
  /** The name of the provider; null if it is no longer configured. */
  readonly provider: string | null;
}

export interface SecurityProps {
  readonly person: Person;
  readonly sessions: readonly Session[];
  /** The ID of the session of this browser. */
  readonly currentSession: number;
  readonly factors: SecondFactors;
  readonly identities: readonly OwnIdentity[];
  /** The identity provider, and the origin at which it works; null if there is none. */
  readonly sso: { readonly name: string; readonly origin: string } | null;
  readonly passkeyOrigin: string;
  readonly actions: SecurityActions;
}
