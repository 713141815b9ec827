import type { Template } from '../template/resource.ts';

/** Replaces addresses that exist only in AWS by the loopback ones that answer for them. */
export type ToLoopback = (text: string) => string;

/**
 * Reads which production origins the template speaks of: distributions and their aliases (the public origin), buckets (the
 * gateway; `bucketUrl` where a path is of no use, as in a content security policy). A function told its issuer as `https://d….cloudfront.net` is told the loopback one instead.
 */
export function loopbackOrigins(
  template: Template,
  publicUrl: string,
  gatewayUrl: string,
  bucketUrl = (bucket: string) => `${gatewayUrl}/${bucket}`,
): ToLoopback {
  const replacements = new Map<string, string>();
  for (const distribution of template.resources('AWS::CloudFront::Distribution')) {
    const { Aliases = [] } = (distribution.properties.DistributionConfig ?? {}) as { Aliases?: string[] };
    for (const host of [String(distribution.attribute('DomainName')), ...Aliases])
      replacements.set(`https://${host}`, publicUrl);
  }
  for (const { name, region } of template.resources('AWS::S3::Bucket'))
    for (const host of [`${name}.s3.${region}.amazonaws.com`, `${name}.s3.amazonaws.com`])
      replacements.set(`https://${host}`, bucketUrl(name));
  replacements.set(`https://s3.${template.region}.amazonaws.com`, gatewayUrl);
  return (text) => {
    if (!text.includes('https://')) return text;
    let result = text;
    for (const [from, to] of replacements) result = result.replaceAll(from, to);
    return result;
  };
}
