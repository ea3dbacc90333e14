import { Skeleton } from './skeleton.tsx';
import { LoadingNote } from './skeleton-rows.tsx';

/** Placeholder lines of a loading drawer. */
export function SkeletonText() {
  return (
    <div className="grid gap-4">
      <LoadingNote />
      {['60%', '90%', '40%', '75%', '55%', '85%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
