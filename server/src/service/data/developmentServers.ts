/** Programs that wait for changes of sources, or that their makers call unfit for production: how their command line looks, the program first. */
export const developmentServers: readonly RegExp[] = [
	/^(?:nodemon|ts-node-dev|tsnd|node-dev|webpack-dev-server|live-server|browser-sync|watchexec|watchfiles|watchmedo|reflex|CompileDaemon|air|fresh|modd)(?: |$)/,
	/^(?:npm|pnpm|yarn|bun)(?: -\S+)*(?: run(?:-script)?)?(?: -\S+)* (?:dev|watch|start:dev|dev:start|start:watch|serve:dev|develop)(?: |$)/,
	/^(?:node|deno|bun|tsx)(?: \S+)*? --?(?:watch|hot)(?:[ =]|$)/,
	/^tsx watch(?: |$)/,
	/^(?:npx |pnpm |yarn )?vite(?: (?:dev|serve)\b.*| --?\S.*)?$/,
	/^(?:npx )?(?:webpack|vue-cli-service|ng|jekyll|hugo|mkdocs) (?:serve|server)(?: |$)/,
	/^(?:npx )?(?:next|nuxt|nuxi|astro|remix|gatsby|svelte-kit|fastapi|wrangler|strapi|medusa) (?:dev|develop)(?: |$)/,
	/^(?:npx )?react-scripts start(?: |$)/,
	/^flask(?: \S+)* run(?: |$)/,
	/^(?:python[\d.]* )?(?:\S*\/)?manage\.py runserver(?: |$)/,
	/^(?:python[\d.]* -m )?(?:uvicorn|gunicorn|hypercorn|granian|sanic)(?: \S+)*? --(?:reload|dev|debug)(?: |$)/,
	/^php (?:artisan serve|-S |bin\/console server:)/,
	/^symfony (?:server:start|serve)(?: |$)/,
	/^go run(?: |$)/,
	/^cargo (?:run|watch)(?: |$)/,
	/^dotnet (?:watch|run)(?: |$)/,
	/^(?:\S*\/)?(?:mvn|mvnw)(?: \S+)* (?:spring-boot:run|quarkus:dev|jetty:run|tomcat7:run)(?: |$)/,
	/^(?:\S*\/)?(?:gradle|gradlew)(?: \S+)* (?:bootRun|quarkusDev|run)(?: |$)/,
	/^(?:sbt|lein) run(?: |$)/,
];

/** Names of stages and files that are meant for development. */
export const developmentNames = /(?:^|[-_.])(?:dev|devel|develop|development|debug|test|tests|testing|local|watch|devcontainer|ci|e2e)(?:$|[-_.])/i;
