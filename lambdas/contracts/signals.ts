import * as v from 'valibot';

/** OpenID Shared Signals Framework 1.0, §8.1: what receivers send. Members it does not know are ignored. */
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const streamId = text;

const delivery = v.object({
  method: text,
  endpoint_url: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  /** Sent as the `Authorization` header with every event. */
  authorization_header: v.optional(v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,2048}$/))),
});

const receiverSupplied = {
  delivery: v.optional(delivery),
  events_requested: v.optional(v.pipe(v.array(text), v.maxLength(100))),
  description: v.optional(text),
};

/** §8.1.1: may come back in an update, and must then be as they are. */
const transmitterSupplied = {
  iss: v.optional(v.unknown()),
  aud: v.optional(v.unknown()),
  events_supported: v.optional(v.unknown()),
  events_delivered: v.optional(v.unknown()),
  min_verification_interval: v.optional(v.unknown()),
};

export const StreamRequest = v.object(receiverSupplied);
export type StreamRequest = v.InferOutput<typeof StreamRequest>;

export const StreamChangeRequest = v.object({
  stream_id: streamId,
  ...receiverSupplied,
  ...transmitterSupplied,
});
export type StreamChangeRequest = v.InferOutput<typeof StreamChangeRequest>;

export const StreamStatusRequest = v.object({
  stream_id: streamId,
  status: v.picklist(['enabled', 'paused', 'disabled']),
  reason: v.optional(text),
});
export type StreamStatusRequest = v.InferOutput<typeof StreamStatusRequest>;

export const StreamVerificationRequest = v.object({
  stream_id: streamId,
  state: v.optional(v.pipe(v.string(), v.maxLength(1024))),
});
export type StreamVerificationRequest = v.InferOutput<typeof StreamVerificationRequest>;
