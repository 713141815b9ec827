// CloudFront Function (runtime 2.0): which file answers an address of the web app. Names with an extension are files.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  var request = event.request;
  var isFile = /\.[a-z0-9]+$/i.test(request.uri);
  var isConsole = request.uri === '/console' || request.uri.indexOf('/console/') === 0;
  if (!isFile) request.uri = isConsole ? '/console/index.html' : '/index.html';
  return request;
}
