import { useEffect, useRef, useState } from 'preact/hooks';
import { CameraFailure, type CameraTrouble, type CameraWish, closeCamera, openCamera } from './camera.ts';

export interface Camera {
  readonly stream: MediaStream | undefined;
  readonly trouble: CameraTrouble | undefined;
  readonly reopen: () => void;
}

/** A camera that is on while the component is shown, and always switched off after it. */
export function useCamera(wish: CameraWish): Camera {
  const [stream, setStream] = useState<MediaStream>();
  const [trouble, setTrouble] = useState<CameraTrouble>();
  const [turn, setTurn] = useState(0);
  const { facing, audio, deviceId } = wish;
  useEffect(() => {
    let left = false;
    let opened: MediaStream | undefined;
    setTrouble(undefined);
    openCamera({ facing, audio, deviceId })
      .then((camera) => {
        opened = camera;
        if (left) closeCamera(camera);
        else setStream(camera);
      })
      .catch((failure: unknown) => {
        if (!left) setTrouble(failure instanceof CameraFailure ? failure.trouble : 'in-use');
      });
    return () => {
      left = true;
      closeCamera(opened);
      setStream(undefined);
    };
  }, [facing, audio, deviceId, turn]);
  return { stream, trouble, reopen: () => setTurn((n) => n + 1) };
}

/** A `<video>` that shows a stream. */
export function useShown(stream: MediaStream | undefined) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.srcObject = stream;
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return video;
}
