import type { ReactNode } from 'react';
import { SkeletonRows, type SkeletonRowsProps } from '../feedback/skeleton-rows.tsx';
import { Table } from './table.tsx';

interface TableSkeletonProps extends SkeletonRowsProps {
  label: string;
  /** The head of the table. */
  children?: ReactNode;
}

/** A table that is loading. */
export function TableSkeleton({ label, children, ...size }: TableSkeletonProps) {
  return (
    <Table label={label} busy>
      {children}
      <tbody>
        <SkeletonRows {...size} />
      </tbody>
    </Table>
  );
}
