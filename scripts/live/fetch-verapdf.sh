#!/usr/bin/env bash
# Fetches veraPDF, the PDF/A validator of the PDF Association (MPL-2.0 or GPL-3.0; used for tests only, never shipped),
# from Maven Central into Maven's own cache and prints its class path. Needs Java 11 or newer and Maven.
# Usage: classpath=$(scripts/live/fetch-verapdf.sh)
set -euo pipefail

version=1.28.2
for program in java mvn; do
  command -v "$program" > /dev/null || { echo "The program \"$program\" is missing; on Debian install maven." >&2; exit 1; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/pom.xml" << POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>mailroom</groupId><artifactId>validator</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
POM
cd "$folder"
mvn -q -B dependency:build-classpath -Dmdep.outputFile="$folder/classpath" >&2
cat "$folder/classpath"
