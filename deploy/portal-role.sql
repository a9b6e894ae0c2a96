-- Run once by the database's image, when its volume is new. The portal owns its database and is no superuser.
\set ON_ERROR_STOP on
\set password `cat /run/secrets/portal-password`
CREATE ROLE portal LOGIN PASSWORD :'password';
CREATE DATABASE portal OWNER portal;
