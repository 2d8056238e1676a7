// In a file of its own, for the Content-Security-Policy lets no script run that stands in a page.
SwaggerUIBundle({
  url: "/q/openapi",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
