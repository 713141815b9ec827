import { AwsError } from '../../service.ts';

/** S3's own error codes (Amazon S3 API Reference, "Error responses"). */
export const noSuchKey = () => new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
export const noSuchBucket = () => new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
export const accessDenied = (message = 'Access Denied') => new AwsError('AccessDenied', message, 403);
export const invalidArgument = (message: string) => new AwsError('InvalidArgument', message, 400);
export const invalidRequest = (message: string) => new AwsError('InvalidRequest', message, 400);
export const preconditionFailed = () =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
export const notImplemented = (what: string) =>
  new AwsError('NotImplemented', `The laptop cloud's S3 has no ${what}.`, 501);
