// In a file of its own, for the Content-Security-Policy lets no script run that stands in a page.
// A user who signed in at /sign-in sends the session cookie; writing requests also need the CSRF token of the session.
const session = fetch("/api/v1/session").then((answer) => (answer.ok ? answer.json() : {}));
SwaggerUIBundle({
  url: "/q/openapi",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    const { csrfToken } = await session;
    if (csrfToken) {
      request.headers["X-CSRF-Token"] = csrfToken;
    }
    return request;
  },
});
