import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import type { Device } from './device.ts';
import { deviceCall } from './device-call.ts';

interface FetchedProps<T> {
  readonly device: Device;
  readonly path: string;
  readonly children: (value: T, reload: () => void) => ComponentChildren;
}

/** Something of the customer space: fetched in the phone's name, shown, or the failure with "try again". */
export function Fetched<T>({ device, path, children }: FetchedProps<T>) {
  const [value, setValue] = useState<T>();
  const load = useAction(async () => setValue(await deviceCall<T>(device, 'GET', path)));
  useEffect(() => load.run(), [device, path]);
  return (
    <>
      <FailureNotice action={load} />
      {value !== undefined && children(value, () => load.run())}
    </>
  );
}
