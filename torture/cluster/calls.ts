/** The beginning of a call of a worker. */
export interface StartedCall {
  /** By the clock of the database. */
  readonly at: number;
  readonly pid: number;
  /** The SHA-256 of its body. */
  readonly body: string;
}

/** A worker becomes the owner of a job, or the job loses its owner. */
export interface Claim {
  readonly at: number;
  readonly job: number;
  readonly pid: number | undefined;
}

/**
 * The calls that began when their worker did not own the job. `jobOf`: the job of a body, undefined if the body never
 * arrived.
 */
export function callsOfFormerOwners(
  calls: readonly StartedCall[],
  claims: readonly Claim[],
  jobOf: (body: string) => number | undefined,
): string[] {
  const claimsOf = Map.groupBy(claims, ({ job }) => job);
  return calls.flatMap(({ at, pid, body }) => {
    const job = jobOf(body);
    const owner = claimsOf.get(job ?? 0)?.findLast((claim) => claim.at <= at);
    if (job === undefined || owner?.pid === pid) return [];
    return [`process ${pid} for job ${job}, ${ownershipAt(at, owner)}`];
  });
}

function ownershipAt(at: number, owner: Claim | undefined): string {
  if (!owner) return 'which no process had claimed';
  const since = `${at - owner.at} ms after`;
  return owner.pid === undefined ? `${since} it had lost its owner` : `${since} process ${owner.pid} had claimed it`;
}

/** How long a job of a stopped worker waited until it was claimed or released. */
export interface Takeover {
  readonly job: number;
  readonly ms: number;
}

/** The jobs of a worker that stopped at a time, except those that were neither claimed nor released afterwards. */
export function takeovers(claims: readonly Claim[], { at, pid }: Pick<Claim, 'at' | 'pid'>): Takeover[] {
  return [...Map.groupBy(claims, ({ job }) => job)].flatMap(([job, ofJob]) => {
    const ownedIndex = ofJob.findLastIndex((claim) => claim.at <= at);
    const nextClaim = ofJob[ownedIndex + 1];
    return ofJob[ownedIndex]?.pid === pid && nextClaim ? [{ job, ms: nextClaim.at - at }] : [];
  });
}

/** When something happened to an account. */
export interface AccountTime {
  readonly account: string;
  readonly at: number;
}

/**
 * The pauses of more than `ms` between the calls of each account. Time before one of the account's `starts` does not
 * count, because the account had no jobs then.
 */
export function pausesOf(calls: readonly AccountTime[], ms: number, starts: readonly AccountTime[] = []): string[] {
  return [...Map.groupBy(calls, ({ account }) => account)].flatMap(([account, ofAccount]) => {
    const times = ofAccount.map(({ at }) => at).sort((a, b) => a - b);
    const startTimes = starts.filter((start) => start.account === account).map(({ at }) => at);
    return times.slice(1).flatMap((at, index) => {
      const pause = at - Math.max(times[index] ?? at, ...startTimes.filter((start) => start <= at));
      return pause > ms ? [`account ${account}: ${pause} ms without a call`] : [];
    });
  });
}

/** A job of an account, from its creation to its end. */
export interface JobTimes {
  readonly account: string;
  readonly from: number;
  readonly to: number;
}

/** When an account got a job while it had no other unfinished job. */
export function startsOfWork(jobs: readonly JobTimes[]): AccountTime[] {
  return jobs
    .filter(
      ({ account, from }) => !jobs.some((other) => other.account === account && other.from < from && from < other.to),
    )
    .map(({ account, from }) => ({ account, at: from }));
}
