// At an old address: leads on at once, and keeps what stands after "#", which a refresh loses.
location.replace(document.currentScript.dataset.to + location.hash);
