import { AwsError } from '../../service.ts';

/** KMS's own error names (AWS KMS API Reference). */
export const invalidKeyUsage = (message: string) => new AwsError('InvalidKeyUsageException', message);
export const invalidCiphertext = () =>
  new AwsError('InvalidCiphertextException', 'The ciphertext is not valid.');
export const notFound = (message: string) => new AwsError('NotFoundException', message);
export const validation = (message: string) => new AwsError('ValidationException', message);
