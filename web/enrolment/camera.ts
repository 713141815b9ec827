/** Why there is no camera; each has its sentence `camera.<code>`. */
export type CameraTrouble = 'denied' | 'absent' | 'in-use' | 'unsupported';

export class CameraFailure extends Error {
  override readonly name = 'CameraFailure';
  readonly trouble: CameraTrouble;
  constructor(trouble: CameraTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const TROUBLES: Record<string, CameraTrouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
};

export interface CameraWish {
  readonly facing: 'user' | 'environment';
  readonly audio: boolean;
  readonly deviceId?: string | undefined;
}

/** Switches the camera on (the browser asks the person). Throws `CameraFailure`. */
export async function openCamera({ facing, audio, deviceId }: CameraWish): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraFailure('unsupported');
  const ideal =
    facing === 'user'
      ? { width: { ideal: 1280 }, height: { ideal: 720 } }
      : { width: { ideal: 3840 }, height: { ideal: 2160 } };
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: facing };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: { ...ideal, ...which } });
  } catch (error) {
    throw new CameraFailure(TROUBLES[error instanceof DOMException ? error.name : ''] ?? 'in-use');
  }
}

/** Switches it off: the light goes out. */
export const closeCamera = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** The cameras to choose from (names are known once access was granted). */
export const cameras = async (): Promise<readonly MediaDeviceInfo[]> =>
  (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput');
