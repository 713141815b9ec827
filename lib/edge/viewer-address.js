// CloudFront Function (runtime 2.0): tells the API whose request it is. Overwrites whatever the viewer claimed.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  var request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
